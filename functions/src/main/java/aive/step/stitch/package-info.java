/// Mix soundtrack and Stitch video: the audio of the whole video, the joined video, and the published result.
@NullMarked
package aive.step.stitch;

import org.jspecify.annotations.NullMarked;
