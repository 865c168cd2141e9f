package aive.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;

/// Runs the work of one invocation: directly in a local run; on Lambda with logging, metrics, and a deadline.
public interface InvocationRunner {

    /// For the local runner and tests.
    InvocationRunner DIRECT = new InvocationRunner() {
        @Override
        public <O> O run(Invocation invocation, Context context, Supplier<O> work) {
            return work.get();
        }
    };

    /// Runs `work` and returns its result. What it throws is thrown on.
    <O> O run(Invocation invocation, Context context, Supplier<O> work);
}
