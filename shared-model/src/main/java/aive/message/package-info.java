/// The inputs and outputs of the states: keys and counts, never content.
@NullMarked
package aive.message;

import org.jspecify.annotations.NullMarked;
