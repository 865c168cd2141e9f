@NullMarked
package aive.step;

import org.jspecify.annotations.NullMarked;
