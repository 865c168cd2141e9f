package aive.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A loaded definition: checked to hold nothing that would run differently here than on AWS.
///
/// @param timeoutSeconds how long an execution may take, if the definition says
record StateMachine(String name, Flow flow, Optional<Integer> timeoutSeconds) {

    /// @param functions the placeholders that name functions: `RenderChunkFunctionArn` for `"FunctionName": "${RenderChunkFunctionArn}"`
    /// @param substitutions text for every other placeholder
    /// @throws DefinitionRefused if it is not a definition, or one that this engine does not wholly implement
    static StateMachine load(String name, byte[] definition, Set<String> functions, Map<String, String> substitutions) {
        return new DefinitionReader(functions).read(name, Placeholders.substitute(definition, functions, substitutions));
    }
}
