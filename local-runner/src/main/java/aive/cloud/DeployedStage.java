package aive.cloud;

import java.util.Optional;

/// One deployment of the stack.
///
/// @param stateMachineArn what renders
/// @param workBucket what renders need on the way; absent where only the state machine was named
/// @param videosBucket the videos; absent likewise
public record DeployedStage(String stateMachineArn, Optional<String> workBucket, Optional<String> videosBucket) {}
