/// What Step Functions knows of an execution: how far it is, what came out, and, where it failed, what really went
/// wrong and what to do.
@NullMarked
package aive.execution;

import org.jspecify.annotations.NullMarked;
