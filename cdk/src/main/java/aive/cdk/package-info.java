/// The deployment: buckets, functions, and the state machine, as one stack per stage.
@NullMarked
package aive.cdk;

import org.jspecify.annotations.NullMarked;
