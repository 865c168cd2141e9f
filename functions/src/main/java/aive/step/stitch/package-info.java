/// Mix soundtrack and Stitch video: the sound of the whole, the joined picture, the published result.
@NullMarked
package aive.step.stitch;

import org.jspecify.annotations.NullMarked;
