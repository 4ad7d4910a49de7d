# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/official-applications/lattice-gas-cuda-mdlab:1.0.0
# st4sd level=gold
ARG CUDA=12.8.1

# Compilers and headers stay behind in this stage.
FROM nvidia/cuda:${CUDA}-devel-ubuntu24.04 AS build
RUN apt-get update && \
    apt-get install -y --no-install-recommends cmake g++ make && \
    rm -rf /var/lib/apt/lists/*
COPY src /src
# 80: A100, 90: H100. No GPU is looked for while the image is built.
RUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Release -DCMAKE_CUDA_ARCHITECTURES="80;90" && \
    cmake --build /build --parallel 4 && \
    cmake --install /build --prefix /opt/lattice-gas

# What ships: the application, and the CUDA libraries that it is linked to.
FROM nvidia/cuda:${CUDA}-runtime-ubuntu24.04 AS app
LABEL org.opencontainers.image.authors="mdlab" \
      org.opencontainers.image.title="lattice-gas" \
      org.opencontainers.image.version="1.0.0" \
      org.opencontainers.image.source="https://github.com/mdlab/lattice-gas" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/lattice-gas /opt/lattice-gas
ENV PATH=/opt/lattice-gas/bin:$PATH
WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
