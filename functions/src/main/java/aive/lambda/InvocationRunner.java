package aive.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;

/// What happens around a step's work: nothing in a local run, a good deal on Lambda.
public interface InvocationRunner {

    /// For the local runner and tests.
    InvocationRunner DIRECT = new InvocationRunner() {
        @Override
        public <O> O run(Invocation invocation, Context context, Supplier<O> work) {
            return work.get();
        }
    };

    /// Does the work; what it throws is thrown on.
    <O> O run(Invocation invocation, Context context, Supplier<O> work);
}
