# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/contributed-applications/lattice-gas-mdlab:1.0.0
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6

# What the application needs when it runs; the caches go in the same RUN that brought them.
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 python3.12 && \
    microdnf clean all

# Workflows run the image as a user nobody knows beforehand: everybody may read and start the application.
COPY --chmod=755 lattice-gas /usr/local/bin/lattice-gas

WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
