/// Notify: tells the backend, and whoever has subscribed, how a render goes and how it ended.
@NullMarked
package aive.notify;

import org.jspecify.annotations.NullMarked;
