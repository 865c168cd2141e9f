/// From the validated project to the plan: pure, one arrow a class.
@NullMarked
package aive.planning;

import org.jspecify.annotations.NullMarked;
