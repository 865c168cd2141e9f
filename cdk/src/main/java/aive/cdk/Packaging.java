package aive.cdk;

/// How code and FFmpeg are packaged for a function.
public enum Packaging {
    /// A folder of classes, and FFmpeg in a layer; needs no Docker.
    ZIP,
    /// A container image with the classes and FFmpeg, which `cdk deploy` builds with Docker.
    IMAGE
}
