/// The deployed system, seen from here: where it is, what a project needs before it can be rendered there, what comes
/// back.
@NullMarked
package aive.cloud;

import org.jspecify.annotations.NullMarked;
