/// Client of the deployed system: finds it, uploads projects, starts executions, downloads results.
@NullMarked
package aive.cloud;

import org.jspecify.annotations.NullMarked;
