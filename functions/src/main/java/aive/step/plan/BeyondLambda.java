package aive.step.plan;

/// The treatment of a plan that a Lambda function cannot carry out.
public enum BeyondLambda {
    /// The plan is refused, before a function spends time on it.
    REFUSED,
    /// The plan is carried out on this machine, with a warning.
    WARNED_OF
}
