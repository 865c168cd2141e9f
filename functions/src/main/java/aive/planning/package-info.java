/// Pure functions from the validated project to the render plan, one class for each stage.
@NullMarked
package aive.planning;

import org.jspecify.annotations.NullMarked;
