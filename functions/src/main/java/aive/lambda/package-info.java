/// What surrounds a step on AWS Lambda: settings from the environment, the parts a function is made of, a log, metrics, and an end before Lambda's own.
@NullMarked
package aive.lambda;

import org.jspecify.annotations.NullMarked;
