/// Tests of the shell scripts that start the project.
@NullMarked
package aive.launch;

import org.jspecify.annotations.NullMarked;
