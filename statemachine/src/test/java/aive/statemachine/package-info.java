/// Tests of the definition as a text: that it is well-formed, complete, and says what the code says.
@NullMarked
package aive.statemachine;

import org.jspecify.annotations.NullMarked;
