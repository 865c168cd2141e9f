/// The validated project: what its author asked for, with every default filled in.
@NullMarked
package aive.project;

import org.jspecify.annotations.NullMarked;
