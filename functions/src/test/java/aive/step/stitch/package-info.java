@NullMarked
package aive.step.stitch;

import org.jspecify.annotations.NullMarked;
