package aive.cloud;

import java.util.Optional;

/// One deployment of the stack.
///
/// @param stateMachineArn the ARN of the state machine
/// @param workBucket the bucket for uploads; empty if only the state machine was named
/// @param videosBucket the bucket for videos; empty if only the state machine was named
public record DeployedStage(String stateMachineArn, Optional<String> workBucket, Optional<String> videosBucket) {}
