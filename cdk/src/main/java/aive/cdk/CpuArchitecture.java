package aive.cdk;

import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.lambda.Architecture;

/// The CPU architecture of the functions. The bytes of an encoded video differ between architectures.
public enum CpuArchitecture {
    X86_64("x86_64"),
    ARM64("arm64");

    private final String id;

    CpuArchitecture(String id) {
        this.id = id;
    }

    /// The name of the architecture in parameters and in Lambda. The layer's folder has the same name.
    public String id() {
        return id;
    }

    static CpuArchitecture of(String id) {
        for (CpuArchitecture architecture : values()) {
            if (architecture.id.equals(id)) {
                return architecture;
            }
        }
        throw new IllegalArgumentException("architecture is \"%s\": it should be x86_64 or arm64".formatted(id));
    }

    Architecture lambda() {
        return switch (this) {
            case X86_64 -> Architecture.X86_64;
            case ARM64 -> Architecture.ARM_64;
        };
    }

    Platform image() {
        return switch (this) {
            case X86_64 -> Platform.LINUX_AMD64;
            case ARM64 -> Platform.LINUX_ARM64;
        };
    }
}
