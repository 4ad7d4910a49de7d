# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/official-applications/lattice-gas-mdlab:1.0.0
# st4sd level=gold

# The environment is made here; pip stays behind.
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6 AS build
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 python3.12 python3.12-pip && \
    microdnf clean all
# numpy comes from PyPI with OpenBLAS inside, scipy too.
RUN python3.12 -m venv /opt/lattice-gas && \
    /opt/lattice-gas/bin/pip install --no-cache-dir numpy==2.2.6 scipy==1.15.3
COPY --chmod=755 lattice-gas /opt/lattice-gas/bin/lattice-gas

# What ships: Python and the environment, at the same place.
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6 AS app
LABEL org.opencontainers.image.authors="mdlab" \
      org.opencontainers.image.title="lattice-gas" \
      org.opencontainers.image.version="1.0.0" \
      org.opencontainers.image.source="https://github.com/mdlab/lattice-gas" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 python3.12 && \
    microdnf clean all
COPY --from=build /opt/lattice-gas /opt/lattice-gas
ENV PATH=/opt/lattice-gas/bin:$PATH
WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
