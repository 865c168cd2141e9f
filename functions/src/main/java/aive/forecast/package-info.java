/// Predicts the time and the price of renders on AWS: one model with measured and documented constants, for the plan,
/// the budget, the result's receipt, and the benchmark.
@NullMarked
package aive.forecast;

import org.jspecify.annotations.NullMarked;
