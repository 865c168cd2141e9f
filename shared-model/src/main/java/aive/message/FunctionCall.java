package aive.message;

import java.math.BigDecimal;

/// What a call of a function took: the field `call` in its output.
///
/// @param seconds of the call; the first call of a function includes its start
/// @param dollars for its memory during this time and for the call, at list prices; 0 in a local run
public record FunctionCall(BigDecimal seconds, BigDecimal dollars) {

    /// The field of a function's output that holds the call.
    public static final String FIELD = "call";
}
