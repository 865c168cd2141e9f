/// Several things at once.
@NullMarked
package aive.parallel;

import org.jspecify.annotations.NullMarked;
