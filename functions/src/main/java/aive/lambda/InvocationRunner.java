package aive.lambda;

import aive.forecast.CallMeter;
import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;

/// Runs the work of one invocation: directly in a local run; on Lambda with logging, metrics, and a deadline.
public interface InvocationRunner {

    /// Runs the work directly, for the local runner and tests.
    InvocationRunner DIRECT = new InvocationRunner() {
        @Override
        public <O> O run(Invocation invocation, Context context, Supplier<O> work) {
            return work.get();
        }
    };

    /// Begins to measure an invocation: free in a local run; on Lambda at the price of the function.
    default CallMeter meter(Context context) {
        return CallMeter.free();
    }

    /// Runs `work` and returns its result. An exception from `work` propagates to the caller.
    <O> O run(Invocation invocation, Context context, Supplier<O> work);
}
