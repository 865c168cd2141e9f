/// Executions in Step Functions: starting, stopping, progress, results, and the causes of failures.
@NullMarked
package aive.execution;

import org.jspecify.annotations.NullMarked;
