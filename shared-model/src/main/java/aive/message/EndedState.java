package aive.message;

import java.math.BigDecimal;
import java.time.Instant;

/// A state of the execution that has ended.
///
/// @param state its name
/// @param entered when it began, by the clock of Step Functions
/// @param dollars of its function calls: the sum of [FunctionCall#dollars]
public record EndedState(String state, Instant entered, BigDecimal dollars) {}
