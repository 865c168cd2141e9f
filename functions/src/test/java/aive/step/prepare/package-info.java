@NullMarked
package aive.step.prepare;

import org.jspecify.annotations.NullMarked;
