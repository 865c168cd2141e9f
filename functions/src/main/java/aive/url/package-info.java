/// Rules for URLs, S3 URIs, and bucket names that several packages share. Nothing here opens a connection.
@NullMarked
package aive.url;

import org.jspecify.annotations.NullMarked;
