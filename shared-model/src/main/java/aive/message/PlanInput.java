package aive.message;

/// The input of the *Plan chunks* state. Everything else is read from the store.
public record PlanInput(String renderId) {}
