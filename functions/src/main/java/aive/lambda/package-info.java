/// Runs a step inside Lambda: settings, components, logging, metrics, deadline.
@NullMarked
package aive.lambda;

import org.jspecify.annotations.NullMarked;
