# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/contributed-applications/lattice-gas-mdlab:1.0.0
FROM mambaorg/micromamba:2.3.0

RUN micromamba install -y -n base -c conda-forge python=3.12 numpy=2.2 scipy=1.15 && \
    micromamba clean --all --yes

# Workflows replace the entrypoint that would activate the environment: what is on PATH is found without it.
ENV PATH=/opt/conda/bin:$PATH
# They also run the image as a user nobody knows beforehand: everybody may read and start the application.
COPY --chmod=755 lattice-gas /opt/conda/bin/lattice-gas

WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
