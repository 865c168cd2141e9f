package aive.cloud;

import java.util.Optional;

/// One deployment of the stack.
///
/// @param stateMachineArn of the state machine
/// @param workBucket for uploads; absent if only the state machine was named
/// @param videosBucket for videos; absent if only the state machine was named
public record DeployedStage(String stateMachineArn, Optional<String> workBucket, Optional<String> videosBucket) {}
