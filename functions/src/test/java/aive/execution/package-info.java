/// Tests of what is known of an execution, against what AWS has answered.
@NullMarked
package aive.execution;

import org.jspecify.annotations.NullMarked;
