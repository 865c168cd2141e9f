@NullMarked
package aive.ffmpeg;

import org.jspecify.annotations.NullMarked;
