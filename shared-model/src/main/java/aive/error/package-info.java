/// The errors of a render: a closed set of classes, one for each remedy. The full class names are the error names of
/// the state machine.
@NullMarked
package aive.error;

import org.jspecify.annotations.NullMarked;
