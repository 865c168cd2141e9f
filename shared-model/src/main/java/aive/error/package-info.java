/// What can go wrong, as a closed set named by its remedy; the full class names are the error names of the state machine.
@NullMarked
package aive.error;

import org.jspecify.annotations.NullMarked;
