/// Entry points of the Lambda functions: each handler wires one step to the deployed system and delegates to it.
@NullMarked
package aive.handler;

import org.jspecify.annotations.NullMarked;
