/// Mixes the audio of the whole video.
@NullMarked
package aive.audio;

import org.jspecify.annotations.NullMarked;
