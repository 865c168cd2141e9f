package aive.message;

/// The order to plan: everything else is read from the store.
public record PlanInput(String renderId) {}
