package aive.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A state machine whose definition has been read and checked.
///
/// @param timeoutSeconds the longest time that an execution may take; empty without a `TimeoutSeconds`
record StateMachine(String name, StateGraph graph, Optional<Integer> timeoutSeconds) {

    /// @param functions the placeholders of functions: `WorkFunctionArn` for `"FunctionName": "${WorkFunctionArn}"`
    /// @param substitutions text for every other placeholder
    /// @throws InvalidDefinition if the definition is not valid or uses a feature that the engine does not implement
    static StateMachine load(
            String name, byte[] definition, Set<String> functions, Map<String, String> substitutions) {
        DefinitionNode machine = DefinitionSubstitutions.apply(definition, functions, substitutions);
        return new DefinitionReader(functions).read(name, machine);
    }
}
