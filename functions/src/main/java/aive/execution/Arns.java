package aive.execution;

import aive.error.ConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses and builds the ARNs of state machines and executions.
public final class Arns {

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:states:([a-z0-9-]+):[0-9]{12}:(stateMachine|execution|express):([^:]+)(:.+)?");

    private Arns() {}

    /// The region of a state machine or an execution.
    ///
    /// @throws ConfigurationError if the text is not the ARN of a state machine or an execution
    public static String region(String arn) {
        return parsed(arn).group(1);
    }

    /// Whether an ARN is that of an execution.
    public static boolean isExecution(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() && matcher.group(2).equals("execution") && matcher.group(4) != null;
    }

    /// Whether an ARN is that of a state machine, one of its versions, or an alias of it.
    public static boolean isStateMachine(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() && matcher.group(2).equals("stateMachine");
    }

    /// The ARN of an execution of this name, whether it exists or not.
    ///
    /// @param stateMachineArn may be that of a version or alias
    public static String execution(String stateMachineArn, String name) {
        Matcher parts = parsed(stateMachineArn);
        String prefix = stateMachineArn.substring(0, parts.start(2));
        return prefix + "execution:" + parts.group(3) + ":" + name;
    }

    private static Matcher parsed(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new ConfigurationError("", "%s is not the ARN of a state machine or an execution".formatted(arn));
        }
        return matcher;
    }
}
