/// What holds for the code as a whole.
@NullMarked
package aive.architecture;

import org.jspecify.annotations.NullMarked;
