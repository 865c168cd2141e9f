/// Predicts the time and the price of renders on AWS: one model with measured and documented constants, for the plan,
/// the budget, the cost in the result, and the benchmark. Measures the price of a call with the same constants.
@NullMarked
package aive.forecast;

import org.jspecify.annotations.NullMarked;
