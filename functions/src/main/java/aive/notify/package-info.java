/// Notifications. The callback receives the progress and the end of a render. Subscribers of the topic receive only the
/// end.
@NullMarked
package aive.notify;

import org.jspecify.annotations.NullMarked;
