/// The deployment: buckets, functions, and the state machine, as one stack a stage.
@NullMarked
package aive.cdk;

import org.jspecify.annotations.NullMarked;
