/// What is known of a piece of media once it has been fetched and probed.
@NullMarked
package aive.media;

import org.jspecify.annotations.NullMarked;
