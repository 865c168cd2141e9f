/// Notifications: the callback receives a render's progress and end, the subscribers of the topic its end.
@NullMarked
package aive.notify;

import org.jspecify.annotations.NullMarked;
